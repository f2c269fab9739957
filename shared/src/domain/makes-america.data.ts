import type { MakeRow } from './make-row.ts'

/** Makes of the United States. */
export const makesOfAmerica: readonly MakeRow[] = [
  {
    make: 'Ford',
    spellings: 'форд, fоrd, форда, ford usa, ford motor',
    models: `Focus* = фокус, focuss, focus electric, фокyс, focus st; Fiesta* = фієста, фиеста, фіеста, fiesta st; Fusion* = фьюжн, фюжн, фюжин, ф'южн, фьюжин, fusion energi, фюжен, фьюжен, fuzion, fusion hybrid; Mondeo* = мондео, мондeо, mondeo vignale; Escape* = ескейп, эскейп, эскейп, escape hybrid, ескеїп; Edge* = едж, эдж, эйдж, edge sport; Explorer* = експлорер, эксплорер, explorer sport; Expedition* = експедішн, экспедишн, expedition max; EcoSport* = екоспорт, экоспорт, ecosport; Kuga* = куга; Puma* = пума; Galaxy* = галаксі, галакси, геленсі, гелексі, гелекси; S-Max* = s max, с-макс, smax, с макс, s-мах, s-макс; C-Max* = c max, си-макс, с-мах, cmax, ц-макс, сі-макс, c-мах, c-max energi; Grand C-Max* = гранд c-max; B-Max; Ka = ка, ka+; Maverick = маверік, маверик; Mustang* = мустанг, mustang gt; Mustang Mach-E* = mach-e, mach e, мустанг мач-е, мач е, mach-е, mustang mache; Bronco* = бронко; Bronco Sport*; Ranger* = рейнджер, ranger raptor; F-150* = f150, f 150, ф150, f-150 raptor, ф-150, raptor f-150; F-250 = f250; F-350 = f350; F-150 Lightning; Transit* = транзит, транзіт, tranzit, tranzyt, транзит кастом; Transit Custom* = транзит кастом, transit кастом, tourneo custom, custom; Transit Connect* = транзит конект, транзіт коннект, транзит коннект; Tourneo Connect* = турнео конект, турнео коннект; Tourneo Custom* = турнео кастом; Tourneo Courier* = турнео курьер; Transit Courier; Connect = конект, коннект; Courier = кур'єр; Escort* = ескорт, эскорт; Sierra* = сієрра, сиерра, сьєрра; Scorpio* = скорпіо, скорпио; Orion; Taurus* = таурус; Probe; Cougar; Granada; Crown Victoria; Econoline; E-series; Flex; Windstar; Thunderbird; GT; Capri; Taunus = таунус; Freestyle; Five Hundred; Contour; Excursion; Equator; Raptor = раптор; Street KA; Cargo; Freestar; Aerostar; Tempo; Fusion Titanium; Focus C-Max`,
    patterns: [[/^(focus|fiesta|mondeo|фокус|мондео)(?:[2345]|mk\d|st|rs)$/, '$1']],
  },
  {
    make: 'Chevrolet',
    spellings:
      'шевроле, chevy, шевролет, cevrolet, chevrole, chevrollet, shevrolet, chevroulet, шевролє, shevrole, шеви, чеві, chevrolett, шевралє, шевроле́',
    models: `Aveo* = авео, авєо; Cruze* = круз, cruz, cruse, крузе, kruz; Lacetti* = лачетті, лачетти, лацетті, лацетти, лачеті, lacheti, lachetti, лачети, laceti; Captiva* = каптіва, каптива; Epica* = епіка, эпика; Evanda = еванда, эванда; Spark* = спарк; Tacuma = такума; Orlando* = орландо; Malibu* = малібу, малибу; Volt* = вольт, volt premier; Bolt* = болт; Bolt EV* = болт єв, болт ев; Bolt EUV* = болт еув; Camaro* = камаро; Corvette* = корвет, корветт; Tahoe* = тахо, тахое, тахоу; Suburban* = субурбан, сабурбан; Silverado* = сільверадо, сильверадо; Trax* = тракс, тракc; Tracker* = трекер; Trailblazer* = трейлблейзер, трейл блейзер, trail blazer; Equinox* = еквінокс, эквинокс, equinox ev, еквинокс; Traverse* = траверс; Blazer* = блейзер; Niva = нива, нiва; Lanos = ланос; Nubira; Rezzo = реззо; Cobalt = кобальт; Colorado = колорадо; Impala* = імпала, импала; Express; Astro; Sonic* = сонік; HHR; Monte Carlo; Matiz; Viva; Kalos; Menlo = менло, menlo ev; Onix; Cavalier; Alero; Caprice; S-10; Avalanche; Uplander; Gentra; Bolt Premier; Sail; Optra; Nexia; Trans Sport; Lumina; Metro; Cruze Hatchback`,
  },
  {
    make: 'Tesla',
    spellings: 'тесла, teslа, тэсла, теслу, tesla motors, tsla, теслa',
    models: `Model S* = модел с, модель s, модел s, модель с, моделс; Model 3* = модел 3, модель 3, m3, модель три; Model X* = модел х, модель х, модель x, модел икс; Model Y* = модел у, модель y, модел y, модель у, модел игрек; Cybertruck* = кібертрак, кибертрак; Roadster; S; X; Y; 3`,
    patterns: [
      [
        /^(?:model|модель|модел)(s|3|x|y)(?:\d{2,3}d?|p\d{2,3}d?|lr|sr|long\w*|performance|plaid|awd|rwd)$/,
        'Model $1',
      ],
      [/^(s|x)\d{2,3}d?$/, 'Model $1'],
      [/^p\d{2,3}d?$/, 'Model S'],
    ],
  },
  {
    make: 'Jeep',
    spellings: 'джип, jееp, джіп, djeep',
    needsModel: true,
    models: `Grand Cherokee* = гранд черокі, гранд чероки, гранд чeрокі, grand cheroke, гранд черрокі, grand cherokee l, grand cherokee srt, гранд шерокі, grand cherokee 4xe, grand cheroki, гранд черокии; Cherokee* = черокі, чероки, cheroke, шерокі; Compass* = компас, компасс; Renegade* = ренегат, ренегейд, ренегад; Wrangler* = вранглер, рэнглер, ренглер, вренглер, wrangler unlimited, вранглер рубікон, wrangler 4xe, рубикон; Patriot* = патріот, патриот; Liberty* = ліберті, либерти; Commander* = командер, коммандер; Gladiator* = гладіатор, гладиатор; Grand Wagoneer*; Wagoneer* = вагонер; Avenger* = авенджер; CJ`,
  },
  {
    make: 'Dodge',
    spellings: 'додж, dodg, додге',
    models: `Challenger* = челенджер, челленджер, чалленджер; Charger* = чарджер, чаржер; Journey* = джорні, журней, джорней, джорни, journei; Durango* = дюранго, дуранго; Caliber* = калібр, калибер, каліберр, калібер; Avenger* = авенджер, авенжер; Nitro = нітро, нитро; Dart* = дарт; Grand Caravan* = гранд караван; Caravan* = караван; Ram = рам; Ram 1500 = рам 1500; Ram 2500; Neon = неон; Stratus = стратус; Intrepid = інтрепід; Magnum = магнум; Viper = вайпер; Dakota; Hornet; Attitude; Sprinter`,
  },
  {
    make: 'RAM',
    spellings: 'рам',
    needsModel: true,
    models: '1500* = 1500 trx; 2500; 3500; ProMaster; ProMaster City; 700; TRX',
  },
  {
    make: 'Chrysler',
    spellings: 'крайслер, крайcлер, chrisler, cryisler',
    models: `300C* = 300 с, 300 c, 300с; 300M; 300; 300S; Pacifica* = пацифіка, пацифика, pacifica hybrid, пасіфіка; Voyager* = вояджер, вояжер; Grand Voyager* = гранд вояджер, гранд вояжер; Town & Country* = town and country, town country, таун кантрі, таун кантри; 200* = 200s, 200c; Sebring* = себрінг, себринг; PT Cruiser* = пт крузер, pt cruser, пт круізер; Concorde; Crossfire; Neon; Stratus; Vision; New Yorker; LHS; Saratoga; Cirrus; Aspen`,
  },
  {
    make: 'Cadillac',
    spellings: 'каділлак, кадиллак, каділак, кадилак, cadilac, cadillaс',
    models:
      'Escalade* = ескалейд, эскалейд, ескалаед; SRX* = срх; CTS*; ATS*; XTS; XT4*; XT5*; XT6*; CT4; CT5; CT6*; STS; DTS; Seville; DeVille; BLS; ELR; Lyriq* = лірік; Fleetwood; Eldorado; Catera',
  },
  {
    make: 'GMC',
    spellings: 'гмс, жмс, джиємсі',
    models:
      'Acadia* = акадія; Terrain* = террейн; Yukon* = юкон; Sierra* = сієра; Canyon; Savana* = савана; Envoy; Hummer EV; Jimmy; Safari; Vandura',
  },
  {
    make: 'Buick',
    spellings: "бюік, бьюик, б'юік, бюик, buik",
    models:
      'Encore* = енкор; Encore GX; Enclave* = енклейв; Envision* = енвіжн; Regal* = рігал; LaCrosse* = лакрос; Verano* = верано; Velite 6* = velite, веліт; LeSabre; Park Avenue; Century; Rendezvous; Lucerne; Electra E5; GL8; Riviera; Excelle',
  },
  {
    make: 'Lincoln',
    spellings: 'лінкольн, линкольн, lincon',
    models:
      'MKZ* = мкз; MKX* = мкх; MKC* = мкс; MKT; MKS; Navigator* = навігатор, навигатор; Aviator* = авіатор; Corsair* = корсар; Nautilus* = наутілус; Continental; Town Car* = таун кар; LS; Zephyr',
  },
  { make: 'Hummer', spellings: 'хаммер, хамер', models: 'H1 = h 1; H2 = h 2, н2; H3 = h 3, н3; EV' },
  {
    make: 'Pontiac',
    spellings: 'понтіак, понтиак',
    models:
      'Vibe* = вайб; G6; G5; Grand Prix; Firebird; Trans Sport; Montana; Torrent; Sunfire; Solstice; Trans Am; Grand Am; GTO; Aztek; Bonneville',
  },
  {
    make: 'Oldsmobile',
    spellings: 'олдсмобіль, олдсмобиль',
    models: 'Alero; Silhouette; Cutlass; Aurora; Bravada; Achieva',
  },
  {
    make: 'Mercury',
    spellings: 'меркурі, меркурий',
    needsModel: true,
    models: 'Mariner; Milan; Sable; Villager; Grand Marquis; Mountaineer; Cougar; Mystique; Montego',
  },
  {
    make: 'Plymouth',
    spellings: 'плімут, плимут',
    models: 'Voyager; Grand Voyager; Neon; Breeze; Acclaim; Laser; Prowler',
  },
  {
    make: 'Saturn',
    spellings: 'сатурн',
    needsModel: true,
    models: 'Vue; Ion; Aura; Outlook; Sky; Astra; Relay; SL',
  },
  { make: 'Rivian', spellings: 'рівіан, ривиан', models: 'R1T*; R1S*; R2' },
  { make: 'Lucid', spellings: 'люсід, лусід', needsModel: true, models: 'Air; Gravity' },
  { make: 'Fisker', spellings: 'фіскер', models: 'Karma = карма; Ocean = оушен' },
  { make: 'Karma', spellings: 'карма', needsModel: true, models: 'Revero; GS-6' },
  { make: 'Eagle', spellings: 'ігл', needsModel: true, models: 'Talon; Vision; Premier' },
  { make: 'Geo', spellings: '', needsModel: true, models: 'Metro; Prizm; Storm; Tracker' },
]
