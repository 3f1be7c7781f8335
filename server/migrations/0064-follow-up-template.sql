-- What is sent in place of the question how somebody is, where the window for free text has closed:
-- {"name": "checking_in", "languages": ["en", "sw"], "buttons": true}; null: nothing.
alter table safety_settings add column follow_up_template jsonb;
