-- Message templates that are made here: as they were written, with the examples that the provider is told and does not tell back. And the
-- category a template was in before the provider put it into another.
alter table channel_templates add column draft jsonb;
alter table channel_templates add column previous_category text;
