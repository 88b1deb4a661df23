-- What was asked of the machine, and the work that follows from it.

-- Every bundle that was ever installed: a run pins one by its hash.
create table plugin (
    sha256    text primary key check (sha256 ~ '^[0-9a-f]{64}$'),
    id        text        not null,
    version   text        not null,
    bytes     bigint      not null,
    installed timestamptz not null
);

create index plugin_id on plugin (id);

create table experiment (
    id      uuid primary key,
    project uuid        not null references project on delete restrict,
    name    text        not null check (length(name) between 1 and 200),
    person  uuid        not null references person on delete restrict,
    created timestamptz not null
);

create index experiment_project on experiment (project);
create index experiment_person on experiment (person);

create sequence run_number;

create table run (
    id                    uuid primary key,
    number                bigint           not null unique,
    experiment            uuid             not null references experiment on delete restrict,
    project               uuid             not null references project on delete restrict,
    name                  text             not null check (length(name) between 1 and 300),
    variant               text             not null,
    variant_title         text             not null,
    plugin                text             not null references plugin on delete restrict,
    data_set              uuid             not null references data_set on delete restrict,
    data_set_name         text             not null,
    data_set_hash         text             not null,
    person                uuid             not null references person on delete restrict,
    launched_by           text             not null,
    settings              jsonb            not null,
    training              jsonb            not null,
    state                 text             not null check (state in ('QUEUED', 'STARTING', 'RUNNING', 'STOPPING', 'SUCCEEDED', 'FAILED', 'STOPPED')),
    reason                text             not null,
    attempt               integer          not null,
    step                  bigint           not null,
    steps                 bigint           not null,
    milliseconds_per_step double precision not null,
    facts                 jsonb            not null,
    losses                jsonb            not null,
    latest_sample_step    bigint           not null,
    created               timestamptz      not null,
    started               timestamptz,
    ended                 timestamptz,
    -- How much of the run directory's events.jsonl is in the database already.
    events_read           bigint           not null,
    last_sequence         bigint           not null,
    -- Where a person's words are looked for.
    words                 text             not null generated always as (lower(name || ' ' || variant_title || ' ' || variant || ' ' || data_set_name || ' #' || number::text)) stored
);

create index run_experiment on run (experiment);
create index run_person on run (person);
create index run_plugin on run (plugin);
create index run_data_set on run (data_set);
create index run_by_number on run (project, number);
create index run_by_name on run (project, name, number);
create index run_by_state on run (project, state, number);
create index run_by_step on run (project, step, number);

create table job (
    id               uuid primary key,
    run              uuid        not null references run on delete restrict,
    state            text        not null check (state in ('QUEUED', 'STARTING', 'RUNNING', 'STOPPING', 'SUCCEEDED', 'FAILED', 'STOPPED')),
    reason           text        not null,
    priority         integer     not null,
    attempt          integer     not null,
    attempts_allowed integer     not null check (attempts_allowed >= 1),
    device           text        not null,
    -- The worker's process, by number and start, since numbers are used again.
    process          bigint,
    process_started  timestamptz,
    created          timestamptz not null,
    started          timestamptz,
    ended            timestamptz
);

create index job_run on job (run);
create index job_waiting on job (priority desc, created, id) where state = 'QUEUED';
create index job_live on job (id) where state in ('STARTING', 'RUNNING', 'STOPPING');
create index job_ended on job (ended) where ended is not null;
-- Never two workers for one run.
create unique index job_open on job (run) where state in ('QUEUED', 'STARTING', 'RUNNING', 'STOPPING');
-- Never two workers on one device.
create unique index job_device on job (device) where state in ('STARTING', 'RUNNING', 'STOPPING');

create table job_change (
    id     bigint generated always as identity primary key,
    job    uuid        not null references job on delete cascade,
    time   timestamptz not null,
    state  text        not null,
    actor  text        not null,
    reason text        not null
);

create index job_change_job on job_change (job, id);
