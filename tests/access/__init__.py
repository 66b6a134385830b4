"""Who may do what with whose records: one table, checked through the ORM and RPC."""
