-- When a run's progress was last read: what is left is expected from then on, so that a run which hangs is noticed.
alter table run add column heard timestamptz;
