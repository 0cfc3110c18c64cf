"""Import and export of registers: spreadsheets in, spreadsheets out, without surprises.

Rooms, lowest first. A file becomes a sheet: ``limits``, ``sheets``, ``quoting``, ``csv_files``,
``archives``, ``xlsx_files``, ``json_files``, ``headers``, ``reading``. A cell becomes a value:
``dates``, ``amounts``, ``values``. A sheet becomes changes: ``plans``, ``matching``, ``entries``,
``showing``, ``directory``, ``book``, ``merging``, ``identity``, ``fixing``, ``round_trips``, ``outcome``,
``examining``, ``storing``, ``confirming``. Rows become a file: ``columns``, ``dropdowns``, ``writers``,
``exporting``. ``views`` are the import pages, ``deciding`` reads their form.
"""
