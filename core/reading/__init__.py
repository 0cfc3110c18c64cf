"""Questions to the registers: filters, links, pages, named selections, changes and units."""
