-- Imported data: one row a version. The pictures lie in the data directory under their content's hash, shared by all rows
-- that have the same; a row is written only once they do.

create table data_set (
    id             uuid primary key,
    -- Null for those that Gannet painted itself: every project sees them.
    project        uuid        references project on delete restrict,
    name           text        not null check (length(name) between 1 and 100),
    version        integer     not null check (version >= 1),
    kind           text        not null check (kind in ('PICTURES', 'LABELLED', 'CAPTIONED')),
    hash           text        not null check (hash ~ '^[0-9a-f]{64}$'),
    pictures       integer     not null check (pictures >= 1),
    width          integer     not null,
    height         integer     not null,
    largest_width  integer     not null,
    largest_height integer     not null,
    channels       integer     not null check (channels in (1, 3)),
    classes        jsonb       not null,
    bytes          bigint      not null,
    findings       jsonb       not null,
    more_findings  integer     not null,
    source         text        not null,
    licence        text        not null,
    created        timestamptz not null,
    person         uuid        references person on delete set null,
    created_by     text        not null
);

create unique index data_set_version on data_set (project, name, version) where project is not null;
create unique index data_set_built_in on data_set (name, version) where project is null;
create index data_set_person on data_set (person);
