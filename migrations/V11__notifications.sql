-- What people are told of their runs, how, and whose fault it was when one failed.

-- For FAILED; a run's is that of its newest job.
alter table job add column fault text not null default 'NONE' check (fault in ('NONE', 'USER', 'PLUGIN', 'MACHINE', 'NO_ROOM', 'INTERNAL'));
alter table run add column fault text not null default 'NONE' check (fault in ('NONE', 'USER', 'PLUGIN', 'MACHINE', 'NO_ROOM', 'INTERNAL'));

-- What is open of a person, however much is over.
create index job_open_of on job (person) where state not in ('SUCCEEDED', 'FAILED', 'STOPPED');

-- Whether it has been looked at for whom it is news; what was before there were notifications is none.
alter table job_change add column noticed boolean not null default true;
alter table job_change alter column noticed set default false;
create index job_change_unnoticed on job_change (id) where not noticed;

-- Whoever holds this row looks at changes; servers take turns.
create table noticing (
    only_one boolean primary key default true check (only_one),
    -- When notifications that are too old were last thrown away.
    cleared  timestamptz not null default '-infinity'
);

insert into noticing default values;

-- What a person wants to be told; no row for the defaults.
create table wish (
    person         uuid primary key references person on delete cascade,
    -- After which they are told that a run still waits; 0 for never.
    wait_minutes   integer     not null check (wait_minutes between 0 and 10080),
    page_ends      text        not null check (page_ends in ('EACH', 'LAST', 'BOTH')),
    mail           boolean     not null,
    mail_ends      text        not null check (mail_ends in ('EACH', 'LAST', 'BOTH')),
    webhook        text        not null check (length(webhook) <= 1000),
    webhook_ends   text        not null check (webhook_ends in ('EACH', 'LAST', 'BOTH')),
    -- With which messages to the webhook are signed. It cannot be a hash, because it signs.
    webhook_secret text        not null,
    changed        timestamptz not null
);

-- Jobs that wait, until their person has been told that they have waited long.
create table waiting (
    job    uuid primary key references job on delete cascade,
    person uuid        not null references person on delete cascade,
    since  timestamptz not null,
    -- 'infinity' for never
    due    timestamptz not null
);

create index waiting_due on waiting (due);
create index waiting_person on waiting (person);

insert into waiting (job, person, since, due) select id, person, created, created + interval '60 minutes' from job where state = 'QUEUED';

-- How a person's runs have ended since the last time that all of them had.
create table round (
    person   uuid primary key references person on delete cascade,
    finished integer not null,
    failed   integer not null,
    stopped  integer not null
);

create table notification (
    id       uuid primary key,
    person   uuid        not null references person on delete cascade,
    kind     text        not null check (kind in ('FINISHED', 'FAILED', 'STOPPED', 'WAITING', 'INTERRUPTED', 'ALL_ENDED')),
    -- What it is news of; null for WAITING, which nothing changed.
    change   bigint      references job_change on delete cascade,
    job      uuid        not null references job on delete cascade,
    time     timestamptz not null,
    -- A sentence, and whose fault it was.
    reason   text        not null,
    fault    text        not null,
    finished integer     not null,
    failed   integer     not null,
    stopped  integer     not null,
    -- Whether it is shown in the page, and when its person has read it there.
    shown    boolean     not null,
    read     timestamptz
);

-- Nothing is told twice.
create unique index notification_change on notification (change, kind);
create unique index notification_waiting on notification (job) where kind = 'WAITING';
create index notification_job on notification (job);
create index notification_shown on notification (person, time, id) where shown;
create index notification_unread on notification (person) where shown and read is null;
create index notification_time on notification (time);

create table delivery (
    id           uuid primary key,
    notification uuid        not null references notification on delete cascade,
    person       uuid        not null references person on delete cascade,
    channel      text        not null check (channel in ('MAIL', 'WEBHOOK')),
    state        text        not null check (state in ('DUE', 'DONE', 'GIVEN_UP')),
    attempts     integer     not null,
    -- When it is tried next. Whoever tries it moves this on first, so that nobody else does so meanwhile.
    next         timestamptz not null,
    -- What came of the last attempt, in a sentence.
    answer       text        not null,
    created      timestamptz not null,
    ended        timestamptz,
    unique (notification, channel)
);

create index delivery_due on delivery (person, channel, next) where state = 'DUE';
create index delivery_person on delivery (person, created);
