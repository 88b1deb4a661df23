-- Several servers on one database: which there are, what devices they have, which of them leads, whose files they share.

-- Times are the database's own, so that clocks of machines which differ do no harm.
create table server (
    -- Kept in the server's data directory.
    id      uuid primary key,
    name    text        not null,
    address text        not null default '',
    -- Of its machine, in megabytes.
    memory  bigint      not null check (memory >= 0),
    started timestamptz not null default now(),
    seen    timestamptz not null default now(),
    -- Whether it has said that it goes.
    gone    boolean     not null default false
);

create table device (
    server         uuid    not null references server on delete cascade,
    id             text    not null,
    place          integer not null,
    hardware       text    not null check (hardware in ('GPU', 'CPU')),
    -- What a program that shall see this GPU alone is told.
    handle         text    not null,
    label          text    not null,
    -- Megabytes, 0 for a slot of the processor.
    memory         bigint  not null check (memory >= 0),
    threads        integer not null check (threads >= 1),
    present        boolean not null default true,
    drained        boolean not null default false,
    drained_by     text    not null default '',
    drained_reason text    not null default '',
    drained_since  timestamptz,
    primary key (server, id)
);

-- Who plans the queue, until when; every change of leader is a new term.
create table leadership (
    only_one boolean primary key default true check (only_one),
    holder   uuid,
    term     bigint not null default 0,
    until    timestamptz
);

insert into leadership default values;

-- Which folder of files belongs to this database, and where a server last found it.
create table installation (
    only_one boolean primary key default true check (only_one),
    id       uuid not null,
    folder   text not null
);
