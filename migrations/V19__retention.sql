-- What may go of runs that are over, and what takes how much room.

create table retention (
    project uuid primary key references project on delete cascade,
    rules   jsonb       not null,
    -- When Gannet last looked by itself.
    passed  timestamptz
);

-- A checkpoint that a person wants kept, and what they call it.
create table checkpoint_tag (
    run    uuid        not null,
    step   bigint      not null,
    name   text        not null check (length(name) between 1 and 50),
    person text        not null,
    time   timestamptz not null,
    primary key (run, step),
    foreign key (run, step) references checkpoint on delete cascade
);

-- Deletions that have been begun: written before the first file goes, removed together with the checkpoint's row.
create table checkpoint_deletion (
    run    uuid        not null,
    step   bigint      not null,
    person text        not null,
    begun  timestamptz not null,
    primary key (run, step),
    foreign key (run, step) references checkpoint on delete cascade
);

create table disk_use (
    run         uuid primary key references run on delete cascade,
    project     uuid        not null references project on delete restrict,
    checkpoints bigint      not null,
    samples     bigint      not null,
    rest        bigint      not null,
    measured    timestamptz not null
);

create index disk_use_largest on disk_use (project, (checkpoints + samples + rest) desc) include (checkpoints, samples, rest);

-- The last run that was measured, in the order in which they ended.
create table disk_survey (
    only_one boolean primary key default true check (only_one),
    ended    timestamptz not null,
    run      uuid        not null
);

insert into disk_survey (ended, run) values ('-infinity', '00000000-0000-0000-0000-000000000000');

create index run_ended on run (ended, id) where ended is not null;
create index run_over on run (project, number) where ended is not null;
