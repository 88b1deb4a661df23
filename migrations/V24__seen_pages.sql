-- Rows of these tables are written once and read by their indexes alone, which PostgreSQL can do only where a vacuum has looked
-- since. By default it looks when a fifth of a table is new: with 100,000 runs that is 20,000 of them too late.
alter table run_word set (autovacuum_vacuum_insert_scale_factor = 0.02);
alter table run_value set (autovacuum_vacuum_insert_scale_factor = 0.02, autovacuum_vacuum_scale_factor = 0.05);
alter table run set (autovacuum_vacuum_insert_scale_factor = 0.02, autovacuum_vacuum_scale_factor = 0.05);
