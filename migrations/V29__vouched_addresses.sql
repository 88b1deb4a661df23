-- Whether somebody besides its person says that an account's address is theirs: an invitation that named it, the identity
-- provider, or an administrator. By no other address is an account linked to the provider.
alter table person add column email_vouched boolean not null default false;

-- Of accounts that are here already: administrators of the server, those who only come by the provider and so never chose an
-- address, and those whom an invitation named.
update person p set email_vouched = true
where p.administrator or p.password_hash = ''
    or exists (select 1 from account_link l where l.kind = 'INVITATION' and l.used is not null and lower(l.email) = lower(p.email));
