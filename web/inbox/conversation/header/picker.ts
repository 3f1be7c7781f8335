export type PickerName = 'snooze' | 'assign' | 'team' | 'label';

export interface Picker {
  readonly shown: PickerName | null;
  open(name: PickerName): void;
  close(): void;
}
