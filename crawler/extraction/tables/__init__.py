"""The official tables: `grid_*` read tables with rows and columns, `flat_*` what a text extraction left of them."""
