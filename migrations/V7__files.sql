-- Files that runs' settings name. They lie in the data directory under their content's hash; a row says that a project has one.

create table file (
    id         uuid primary key,
    project    uuid        not null references project on delete restrict,
    hash       text        not null check (hash ~ '^[0-9a-f]{64}$'),
    name       text        not null check (length(name) between 1 and 200),
    bytes      bigint      not null check (bytes > 0),
    created    timestamptz not null,
    person     uuid        references person on delete set null,
    created_by text        not null,
    unique (project, hash, name)
);

create index file_person on file (person);
