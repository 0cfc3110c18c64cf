"""What a database needs beside its tables: triggers, views, snapshots, locks."""
