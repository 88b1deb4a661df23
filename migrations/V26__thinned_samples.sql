-- Samples that are on their way out: written before the first file goes, removed together with the sample's row.

create table sample_deletion (
    run    uuid        not null,
    step   bigint      not null,
    person text        not null,
    begun  timestamptz not null,
    primary key (run, step),
    foreign key (run, step) references sample on delete cascade
);
