//! Shops, plans and pictures in one SQLite file: migrations, change log, backups.
