-- A run may go on from a checkpoint of another.

alter table run
    add column parent      bigint references run (number) on delete restrict,
    add column parent_step bigint check (parent_step >= 0),
    add constraint run_fork check ((parent is null) = (parent_step is null));

create index run_parent on run (parent) where parent is not null;
