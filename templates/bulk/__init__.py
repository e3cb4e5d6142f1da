"""One paper for each row of a table: read, checked, printed by many hands, and gone on with."""
