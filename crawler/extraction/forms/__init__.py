"""What the State Council prescribes, as data: official tables, header labels, section headings."""
