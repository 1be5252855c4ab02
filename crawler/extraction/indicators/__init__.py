"""The figures that the prose states, each with its quotation."""
