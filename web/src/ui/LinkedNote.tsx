/** Words in which every web address is a link that shows its host. */
export function LinkedNote({ text }: { text: string }) {
  return text.split(/(https?:\/\/\S+)/).map((part) =>
    URL.canParse(part) && part.startsWith('http') ? (
      <a key={part} href={part}>
        {new URL(part).host}
      </a>
    ) : (
      part
    ),
  );
}
