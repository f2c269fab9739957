/** How one parse item ends. The list is closed. */
export const parseOutcomes = [
  'saved',
  'changed',
  'unchanged',
  'duplicate',
  'not_a_car',
  'wall',
  'gone',
  'failed',
] as const
export type ParseOutcome = (typeof parseOutcomes)[number]

export const parseItemStatuses = ['queued', 'running', 'cancelled', ...parseOutcomes] as const
export type ParseItemStatus = (typeof parseItemStatuses)[number]

export const parseStatuses = ['queued', 'running', 'done', 'failed', 'cancelled'] as const
export type ParseStatus = (typeof parseStatuses)[number]

export const pageKinds = ['listing', 'search', 'channel', 'none'] as const
export type PageKind = (typeof pageKinds)[number]

type Text = { uk: string; ru: string; en: string }

/** Why an item ended as it did, in words for a dealer. The codes are a closed list. */
export const reasons = {
  captcha: {
    uk: 'Сайт просить підтвердити, що ви не робот',
    ru: 'Сайт просит подтвердить, что вы не робот',
    en: 'The site asks to prove that you are not a robot',
  },
  login_wall: {
    uk: 'Сайт показує сторінку лише після входу',
    ru: 'Сайт показывает страницу только после входа',
    en: 'The site shows this page only after a login',
  },
  empty_shell: {
    uk: 'Сайт віддав порожню сторінку: зміст будує лише браузер',
    ru: 'Сайт отдал пустую страницу: содержимое строит только браузер',
    en: 'The site sent an empty page that only a browser fills',
  },
  api_key_missing: {
    uk: 'Сайт потребує ключа доступу',
    ru: 'Сайт требует ключ доступа',
    en: 'The site asks for an access key',
  },
  quota_used_up: {
    uk: 'Ліміт запитів до сайту вичерпано',
    ru: 'Лимит запросов к сайту исчерпан',
    en: 'The quota of requests to the site is used up',
  },
  forbidden_by_site: {
    uk: 'Сайт відмовив у доступі',
    ru: 'Сайт отказал в доступе',
    en: 'The site refused access',
  },
  robots: {
    uk: 'Власник сайту заборонив читати цю сторінку автоматично',
    ru: 'Владелец сайта запретил читать эту страницу автоматически',
    en: "The site's owner does not allow automatic reading of this page",
  },
  page_gone: {
    uk: 'Оголошення більше не існує',
    ru: 'Объявления больше нет',
    en: 'The advert no longer exists',
  },
  advert_inactive: {
    uk: 'Оголошення закрите або авто продане',
    ru: 'Объявление закрыто или авто продано',
    en: 'The advert is closed or the car is sold',
  },
  no_car_found: {
    uk: 'На сторінці немає автомобіля на продаж',
    ru: 'На странице нет автомобиля на продажу',
    en: 'There is no car for sale on this page',
  },
  wanted_ad: {
    uk: 'Це запит на купівлю, а не продаж',
    ru: 'Это запрос на покупку, а не продажа',
    en: 'This is a wish to buy, not an offer',
  },
  parts_ad: {
    uk: 'Продають запчастини, а не авто',
    ru: 'Продают запчасти, а не авто',
    en: 'This sells parts, not a car',
  },
  empty_search: {
    uk: 'Пошук нічого не знайшов',
    ru: 'Поиск ничего не нашёл',
    en: 'The search found nothing',
  },
  repeated_link: {
    uk: 'Те саме посилання вже є в цьому списку',
    ru: 'Эта же ссылка уже есть в этом списке',
    en: 'The same link is already in this list',
  },
  same_car: {
    uk: 'Це авто вже є в базі',
    ru: 'Это авто уже есть в базе',
    en: 'This car is already in the inventory',
  },
  invalid_url: {
    uk: 'Це не адреса сторінки',
    ru: 'Это не адрес страницы',
    en: 'This is not the address of a page',
  },
  blocked_address: {
    uk: 'Ця адреса веде у внутрішню мережу, ми її не відкриваємо',
    ru: 'Этот адрес ведёт во внутреннюю сеть, мы его не открываем',
    en: 'This address leads into a private network and is not opened',
  },
  not_a_page: {
    uk: 'За посиланням файл, а не сторінка',
    ru: 'По ссылке файл, а не страница',
    en: 'The link leads to a file, not to a page',
  },
  too_large: { uk: 'Сторінка завелика', ru: 'Страница слишком большая', en: 'The page is too large' },
  too_complex: {
    uk: 'Сторінка надто заплутана, щоб її прочитати',
    ru: 'Страница слишком запутана, чтобы её прочитать',
    en: 'The page is too tangled to be read',
  },
  timeout: {
    uk: 'Сайт не відповів вчасно',
    ru: 'Сайт не ответил вовремя',
    en: 'The site did not answer in time',
  },
  unreachable: { uk: 'Сайт недоступний', ru: 'Сайт недоступен', en: 'The site cannot be reached' },
  site_error: {
    uk: 'На сайті помилка, спробуйте пізніше',
    ru: 'На сайте ошибка, попробуйте позже',
    en: 'The site has an error, try again later',
  },
  bad_answer: {
    uk: 'Відповідь сайту пошкоджена',
    ru: 'Ответ сайта повреждён',
    en: "The site's answer is damaged",
  },
  too_many_redirects: {
    uk: 'Сайт перекидає по колу',
    ru: 'Сайт перенаправляет по кругу',
    en: 'The site redirects in circles',
  },
  too_busy: {
    uk: 'Сайт просить не поспішати, спробуйте пізніше',
    ru: 'Сайт просит не спешить, попробуйте позже',
    en: 'The site asks to slow down, try again later',
  },
  repeatedly_crashed: {
    uk: 'Сторінка кілька разів зупинила обробку, її відкладено',
    ru: 'Страница несколько раз остановила обработку, она отложена',
    en: 'This page stopped the processing several times and is set aside',
  },
  internal: {
    uk: 'Внутрішня помилка, нам уже видно',
    ru: 'Внутренняя ошибка, она нам видна',
    en: 'An internal error, which is logged',
  },
} as const satisfies Record<string, Text>

export type ReasonCode = keyof typeof reasons
