// The item that was just sent on for review, told once where drafting begins.
import { shallowRef } from 'vue'

export const sent = shallowRef<{ title: string; next: string }>()
