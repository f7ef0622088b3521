// How the page is built: for the window, or (mode "stage") for a browser in front of the counter.
import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { ElementPlusResolver } from 'unplugin-vue-components/resolvers'
import Components from 'unplugin-vue-components/vite'
import { defineConfig } from 'vitest/config'
import { pdfParts } from './pdf-parts'
import { drawnFirst } from './build/drawn-first.ts'
import { handbook } from './build/handbook.ts'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig(({ mode }) => ({
  plugins: [
    vue(),
    pdfParts(),
    handbook(),
    Components({
      dts: false,
      dirs: [],
      resolvers: [ElementPlusResolver({ importStyle: 'css' })],
    }),
  ],
  resolve: {
    alias: {
      '@host': at(mode === 'stage' ? './src/host/stage.ts' : './src/host/window.ts'),
      '@handbook': at('../docs/用户手册/README.md'),
      '@': at('./src'),
    },
  },
  build: {
    outDir: mode === 'stage' ? 'dist-stage' : 'dist',
    emptyOutDir: true,
    target: ['chrome120', 'safari17'],
    modulePreload: { polyfill: false },
    // Inlined files would be data: addresses, which the content policy refuses.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 900,
    rollupOptions: {
      output: {
        codeSplitting: { groups: [{ name: drawnFirst(at('./src/main.ts')) }] },
        // The manual's pictures have Chinese names, which not everything that serves files can read.
        assetFileNames: ({ names }) => (/[^ -~]/.test(names[0] ?? '') ? 'assets/picture-[hash][extname]' : 'assets/[name]-[hash][extname]'),
      },
    },
  },
  // The manual and its pictures stand beside this folder.
  server: { fs: { allow: ['.', '../docs'] } },
  test: { environment: 'jsdom', include: ['src/**/*.test.ts'] },
}))
