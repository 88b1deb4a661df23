-- Plugins that people install: what an inspection and a worker found out about each version, what an administrator decided, and
-- which of several versions is in use. The cards stay when the file goes, so that what runs of it made can still be read.

alter table plugin
    add column name            text        not null default '',
    -- Whether it came with this Gannet or was uploaded.
    add column origin          text        not null default 'GANNET' check (origin in ('GANNET', 'UPLOAD')),
    add column state           text        not null default 'INSTALLED'
        check (state in ('WAITING', 'VERIFYING', 'READY', 'REFUSED', 'REJECTED', 'INSTALLED', 'REMOVED')),
    add column enabled         boolean     not null default false,
    add column in_use          boolean     not null default false,
    -- Why it was refused or rejected.
    add column reason          text        not null default '',
    -- What its file says of itself.
    add column inspection      jsonb       not null default '{}',
    -- Its variants, in the form of that number.
    add column cards           jsonb       not null default '[]',
    add column card_form       integer     not null default 0,
    add column checks          jsonb       not null default '[]',
    add column sandbox         text        not null default '',
    add column shut_in         boolean     not null default false,
    add column log             text        not null default '',
    add column milliseconds    bigint      not null default 0,
    add column uploaded_by     text        not null default '',
    add column decided_by      text        not null default '',
    add column decided         timestamptz,
    -- The server whose worker verifies it.
    add column verifier        uuid,
    add column verifying_since timestamptz,
    add constraint plugin_in_use_is_installed check (not in_use or (enabled and state = 'INSTALLED')),
    add constraint plugin_enabled_is_installed check (not enabled or state = 'INSTALLED');

-- Of each plugin one version is what people launch.
create unique index plugin_in_use on plugin (id) where in_use;
-- A version of an uploaded plugin is one file.
create unique index plugin_version on plugin (id, version) where origin = 'UPLOAD' and state = 'INSTALLED';
create index plugin_waiting on plugin (installed) where state in ('WAITING', 'VERIFYING');

create table plugin_picture (
    plugin  text  not null references plugin on delete cascade,
    variant text  not null,
    -- What the plugin brings, or what it drew when it was verified.
    kind    text  not null check (kind in ('PICTURE', 'SAMPLE')),
    png     bytea not null check (length(png) <= 2097152),
    primary key (plugin, variant, kind)
);
