// The manual as `build/handbook.ts` renders it.
declare module '@handbook' {
  const chapters: { slug: string; part: string; title: string; html: string; text: string; initials: string }[]
  export default chapters
}
