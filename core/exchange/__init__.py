"""Import and export of registers: spreadsheets in, spreadsheets out, without surprises.

Rooms, lowest first: ``limits``, ``sheets`` (what a file holds), ``csv_files``, ``archives``, ``xlsx_files``,
``json_files``, ``headers``, ``reading`` (a file becomes a sheet); ``quoting``, ``dates``, ``amounts``,
``values`` (a cell becomes a value); ``plans``, ``matching``, ``links``, ``preview``, ``storing``
(a sheet becomes changes); ``exporting`` and the writers (rows become a file).
"""
