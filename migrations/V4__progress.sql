-- What runs reported: an index of their run directories, from which it could be made again.

-- Up to a thousand points of one chart line in one value; the last chunk of a line is rewritten until it is full.
create table metric_chunk (
    run        uuid    not null references run on delete cascade,
    name       text    not null,
    first_step bigint  not null,
    last_step  bigint  not null,
    count      integer not null check (count > 0),
    points     bytea   not null,
    primary key (run, name, first_step)
);

create table sample (
    run         uuid        not null references run on delete cascade,
    step        bigint      not null,
    file        text        not null,
    kind        text        not null,
    columns     integer     not null,
    rows        integer     not null,
    tile_width  integer     not null,
    tile_height integer     not null,
    count       integer     not null,
    time        timestamptz not null,
    primary key (run, step)
);

create table checkpoint (
    run    uuid        not null references run on delete cascade,
    step   bigint      not null,
    folder text        not null,
    bytes  bigint      not null,
    time   timestamptz not null,
    primary key (run, step)
);

-- What a person may want to read: started, phases, notes, the end.
create table run_line (
    run      uuid        not null references run on delete cascade,
    sequence bigint      not null,
    step     bigint      not null,
    time     timestamptz not null,
    text     text        not null,
    primary key (run, sequence)
);
