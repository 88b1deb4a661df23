-- When a run's progress was last read: what is left is expected from then on, so that a run which hangs is noticed.
alter table run add column heard timestamptz;

-- What a job holds is asked for at each claim, for hundreds of jobs at once; what is held by others is no way to it.
create index occupancy_open on occupancy (job) where ended is null;
drop index occupancy_ended;
create index occupancy_ended on occupancy (ended) where ended is not null;
