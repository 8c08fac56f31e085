// Served as the worker where the pages are not to be kept on devices: takes the place of the one that kept them.
self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', (event) =>
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((name) => name.startsWith('zhuqi-')).map((name) => caches.delete(name))))
      .then(() => self.registration.unregister()),
  ),
)
