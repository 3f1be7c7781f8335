/** What an assistant that asks a model said, without the line that it is a program: that has its own test. */
export function undisclosed<Text extends string | null | undefined>(text: Text): Text {
  return (text?.replace(/^I am an automatic assistant, not a person\.\n\n/, '') ?? text) as Text;
}
