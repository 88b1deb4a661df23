-- One queue for everybody: what jobs need, whose turn it is, what was used, and what explains it.

alter table run drop constraint run_state_check;
alter table run add constraint run_state_check check (state in
    ('QUEUED', 'PAUSED', 'STARTING', 'RUNNING', 'PAUSING', 'PREEMPTING', 'STOPPING', 'SUCCEEDED', 'FAILED', 'STOPPED'));

drop index job_waiting;
drop index job_live;
drop index job_open;
drop index job_device;
alter table job drop constraint job_state_check;
alter table job add constraint job_state_check check (state in
    ('QUEUED', 'PAUSED', 'STARTING', 'RUNNING', 'PAUSING', 'PREEMPTING', 'STOPPING', 'SUCCEEDED', 'FAILED', 'STOPPED'));

alter table job
    -- Whose it is, kept here so that the order is read from one table.
    add column project        uuid references project on delete restrict,
    add column team           uuid references team on delete restrict,
    add column person         uuid references person on delete restrict,
    -- What it needs; megabytes and minutes, 0 for no demand and no limit.
    add column hardware       text     not null default 'ANY' check (hardware in ('ANY', 'GPU', 'CPU')),
    add column devices        integer  not null default 1 check (devices >= 1),
    add column device_memory  integer  not null default 0 check (device_memory >= 0),
    add column host_memory    integer  not null default 0 check (host_memory >= 0),
    add column time_limit     integer  not null default 0 check (time_limit >= 0),
    add column preemptible    boolean  not null default true,
    -- What its age counts from, and its place if a person gave it one.
    add column since          timestamptz,
    add column pin            double precision,
    -- Seconds it should train from here, null while nobody can tell; its class is the power of two that is no shorter, -1 for null.
    add column length         double precision,
    add column length_class   smallint not null default -1,
    -- The server on which its worker runs, the one that attends to it, and for how long it has held devices in earlier attempts.
    add column server         uuid,
    add column attended_by    uuid,
    add column used_seconds   double precision not null default 0,
    -- Whether it started because it had waited too long.
    add column aged           boolean  not null default false;

update job set project = r.project, team = p.team, person = r.person, since = job.created
from run r join project p on p.id = r.project where r.id = job.run;

alter table job
    alter column project set not null,
    alter column team set not null,
    alter column person set not null,
    alter column since set not null,
    drop column device;

-- Waiting jobs of one person that need the same stand in one line, the oldest first; the order looks at heads of lines only.
create index job_line on job (team, person, priority, hardware, devices, device_memory, host_memory, length_class, pin, since, id) where state = 'QUEUED';
create index job_live on job (id) where state in ('STARTING', 'RUNNING', 'PAUSING', 'PREEMPTING', 'STOPPING');
create index job_waiting_of on job (person) where state in ('QUEUED', 'PAUSED');
create index job_paused on job (since) where state = 'PAUSED';
create index job_pinned on job (pin) where state = 'QUEUED' and pin is not null;
-- Never two workers for one run.
create unique index job_open on job (run) where state not in ('SUCCEEDED', 'FAILED', 'STOPPED');
create index job_team on job (team);
create index job_person on job (person);
create index job_project on job (project);

-- Which job held which device, from when to when.
create table occupancy (
    id       bigint generated always as identity primary key,
    job      uuid        not null references job on delete cascade,
    attempt  integer     not null,
    server   uuid        not null,
    device   text        not null,
    team     uuid        not null references team on delete restrict,
    person   uuid        not null references person on delete restrict,
    started  timestamptz not null,
    -- Until when it has been added to its person's use.
    credited timestamptz not null,
    ended    timestamptz
);

-- Never two workers on one device.
create unique index occupancy_device on occupancy (server, device) where ended is null;
create index occupancy_job on occupancy (job);
create index occupancy_ended on occupancy (ended);
create index occupancy_team on occupancy (team);
create index occupancy_person on occupancy (person);

-- Device-seconds that count against a person in a team; they halve with time, and stand here as they were at as_of.
create table use_of_person (
    team    uuid             not null references team on delete cascade,
    person  uuid             not null references person on delete cascade,
    seconds double precision not null,
    as_of   timestamptz      not null,
    primary key (team, person)
);

create index use_of_person_person on use_of_person (person);

-- Device-seconds of a team in an hour, for the week at a glance.
create table use_hour (
    team    uuid             not null references team on delete cascade,
    hour    timestamptz      not null,
    seconds double precision not null,
    primary key (team, hour)
);

create index use_hour_hour on use_hour (hour);

-- A team's weight in the fair share, and limits of its own; null for the rules' own.
create table team_share (
    team         uuid primary key references team on delete cascade,
    weight       double precision not null check (weight > 0),
    most_running integer check (most_running >= 0),
    most_queued  integer check (most_queued >= 0)
);

create table person_limit (
    person       uuid primary key references person on delete cascade,
    most_running integer check (most_running >= 0),
    most_queued  integer check (most_queued >= 0)
);

-- The queue's rules as a person set them, whether starts are held, how often people have changed the order, and how many
-- jobs have started since one did that had waited too long.
create table queue_rules (
    only_one          boolean primary key default true check (only_one),
    rules             jsonb   not null default '{}',
    held              text    not null default '',
    moves             bigint  not null default 0,
    starts_since_aged integer not null default 0
);

insert into queue_rules default values;

-- How long runs of a variant took for a step, the newest first.
create index run_paced on run (variant, number desc) where milliseconds_per_step > 0;
