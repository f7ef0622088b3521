// @vitest-environment jsdom
// Whoever has gone elsewhere stays there, however late a page is done with what it did.
import { createApp, h } from 'vue'
import { createMemoryHistory, createRouter, RouterView } from 'vue-router'
import { expect, test } from 'vitest'
import { type MovingOn, useMovingOn } from './moving-on'

/** A page that can move on, and another one that takes its time to be fetched. */
async function standing() {
  let moving: MovingOn | undefined
  let fetched = () => {}
  const Draft = { setup: () => ((moving = useMovingOn()), () => h('p')) }
  const other = new Promise<object>((done) => (fetched = () => done({ render: () => h('p') })))
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [
      { path: '/draft/:id?', component: Draft },
      { path: '/review', component: () => other },
    ],
  })
  const app = createApp({ render: () => h(RouterView) }).use(router)
  await router.push('/draft')
  app.mount(document.createElement('div'))
  return { router, moving: moving!, fetched }
}

test('a page that is done goes on', async () => {
  const { router, moving } = await standing()
  await moving.replace('/draft/7')
  expect(router.currentRoute.value.path).toBe('/draft/7')
  await moving.push('/draft')
  expect(router.currentRoute.value.path).toBe('/draft')
})

test('it takes nobody back who is on the way to a page that is still being fetched', async () => {
  const { router, moving, fetched } = await standing()
  const way = router.push('/review')
  await Promise.resolve()
  await moving.replace('/draft/7')
  fetched()
  await way
  expect(router.currentRoute.value.path).toBe('/review')
  await moving.push('/draft')
  expect(router.currentRoute.value.path).toBe('/review')
})
