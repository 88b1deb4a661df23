-- A finding that somebody looked at and does not mind; the name stays when the person goes.
alter table finding add column dismissed_by text;
