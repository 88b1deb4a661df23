-- What stands above the pictures of a tile and under each tile.
alter table sample
    add column titles   text[] not null default '{}',
    add column captions text[] not null default '{}';
