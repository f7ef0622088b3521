// The manual as `build/handbook.ts` renders it.
declare module '@handbook' {
  const chapters: { slug: string; title: string; html: string; text: string }[]
  export default chapters
}
