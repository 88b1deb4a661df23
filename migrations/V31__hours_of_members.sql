-- Device-seconds in all, which do not halve, so that what a person has had is read and not summed from everything they ever held.
alter table use_of_person add column total double precision not null default 0;

insert into use_of_person (team, person, seconds, as_of, total)
select o.team, o.person, 0, now(), sum(extract(epoch from o.credited - o.started))
from occupancy o join team t on t.id = o.team join person p on p.id = o.person group by o.team, o.person
on conflict (team, person) do update set total = excluded.total;
