-- Whose place an invited person takes: of a member who came with their organization from another installation. Null: nobody's.
alter table invitations
  add column member_id uuid,
  add foreign key (organization_id, member_id) references members (organization_id, id);
