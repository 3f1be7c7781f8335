-- A model may read beside the rules of the safety gate, where an organization says which.

-- The provider that reads, by its name; null: none.
alter table safety_settings add column reading_provider text;

alter table model_calls drop constraint model_calls_purpose_check;
alter table model_calls add constraint model_calls_purpose_check
  check (purpose in ('answer', 'transcription', 'description', 'check', 'reading'));

-- "model": what it made of the message, beside the rules.
alter table safety_findings drop constraint safety_findings_source_check;
alter table safety_findings add constraint safety_findings_source_check
  check (source in ('message', 'transcript', 'description', 'question', 'answer', 'model'));
