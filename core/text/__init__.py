"""What people type and read: numbers, days, instants, cells of tables, comparable text."""
