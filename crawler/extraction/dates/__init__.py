"""Calendar dates, the stated period and the report year."""
