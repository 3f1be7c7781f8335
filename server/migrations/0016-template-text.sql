-- The words of a message template with its gaps, so that who sends one sees what will be read.
alter table channel_templates add column text jsonb;
