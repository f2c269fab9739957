/** What a key, a label or a property of a page can be about; finer than the fields of a car. */
export type RawField =
  | 'title'
  | 'make'
  | 'model'
  | 'version'
  | 'year'
  | 'price'
  | 'currency'
  | 'mileage'
  | 'mileageThousands'
  | 'mileageMiles'
  | 'mileageKm'
  | 'fuel'
  | 'transmission'
  | 'bodyType'
  | 'drive'
  | 'engine'
  | 'engineVolume'
  | 'power'
  | 'powerKw'
  | 'color'
  | 'vin'
  | 'condition'
  | 'description'
  | 'images'
  | 'sellerName'
  | 'sellerPhone'
  | 'sellerKind'
  | 'status'
  | 'postedAt'
  | 'location'
  | 'id'
  | 'url'

const keys: Record<RawField, string> = {
  title:
    'title name headline adtitle fulltitle listingtitle vehicletitle subject displayname vehiclename advertname caption heading makemodel',
  make: 'make brand makename brandname manufacturer manufacturername marka markname brandlabel marke marque marca merk maker carmake vehiclemake vehiclebrand makedescription makelabel makekey makedisplayname fabricante brandnavn merke fabrikat znacka marca',
  model:
    'model modelname modellabel carmodel vehiclemodel modelo modell modele modelkey modeldescription modelgroup modelgroupname modeldisplayname seriesname serie series modelrange',
  version:
    'version versionname modelversion variant variantname trim trimname derivative modelversioninput subtitle edition versionlabel equipmentversion modification ausfuhrung versionid vehicleconfiguration submodel',
  year: 'year modelyear productionyear yearofmanufacture yearofproduction manufactureyear vehiclemodeldate productiondate firstregistration firstregistrationdate firstregistrationdateraw registrationdate registrationyear firstregistrationyear dateoffirstregistration datevehiclefirstregistered modeldate yearmodel caryear vehicleyear baujahr erstzulassung jahr annee anneemodele ano anodefabricacion anio rok rokprodukcji rokvyroby god godina godiste anfabricatie bouwjaar constructionyear arsmodell modelar fabricationyear regyear buildyear buildingyear manufacturedyear manufacturingyear manufacturingdate productionyearmonth regdate yil yearofbuild registrationdatemonthyear purchasedate',
  price:
    'price saleprice sellingprice askingprice currentprice priceraw rawprice priceamount pricevalue listprice finalprice cashprice totalprice internetprice pricegross grossprice grossamount consumerprice consumerpricegross preis prix precio prezzo cena pret preco fiyat displayprice priceformatted formattedprice publicprice retailprice advertisedprice priceeur priceusd cost cinatext priceinfo regularprice vehicleprice pricetotal mainprice priceincvat usd uah eur',
  currency:
    'currency pricecurrency currencycode priceunit currencyiso valuta currencysymbol currencyid waluta',
  mileage:
    'mileage odometer odometervalue mileagefromodometer milage mileagevalue mileageraw odometerreading vehiclemileage tachometer usage miltal matarstallning',
  mileageKm:
    'mileageinkm mileagekm kilometers kilometres kilometer kilometrage kilometraje kilometerstand km kms laufleistung przebieg rulaj probeg probih kmstand chilometri quilometragem kilometraza mileageinkmraw stanlicznika runkm kmdriven nobraukums rida',
  mileageThousands: 'raceint race mileagethousand',
  mileageMiles: 'miles mileageinmiles odometermiles',
  fuel: 'fuel fueltype fuelname fuelcategory fueltypename kraftstoff kraftstoffart carburant energie combustible carburante paliwo combustibil gorivo brandstof drivmedel fueltypelabel primaryfuel energytype motorisation engineType fuellabel palivo yakit polttoaine drivstoff alimentazione combustivel',
  transmission:
    'transmission transmissiontype gearbox gearboxtype vehicletransmission gearboxname getriebe getriebeart boite boitedevitesse cambio skrzynia skrzyniabiegow cutiedeviteze transmissionname transmisija menjac mjenjac vaxellada gear gears transmissie prevodovka vites girkasse gearboxlabel transmissionlabel gearshift',
  bodyType:
    'body bodytype bodystyle bodyname bodytypename karosserie karosserieform carrosserie carroceria carrozzeria nadwozie typnadwozia caroserie carrosserie vehiclebody subcategoryname category vehicletype bodycategory bodylabel bodytypelabel karoserie kasatipi biltype chassistype',
  drive:
    'drive drivetype drivetrain drivewheelconfiguration drivename antrieb antriebsart traction transmisiontraccion trazione naped pogon tractiune aandrijving drivhjul driven wheeldrive drivenwheels drivetraintype',
  engine: 'engine enginename enginetype motor vehicleengine enginedescription powertrain',
  engineVolume:
    'enginesize enginevolume enginecapacity displacement enginedisplacement cubiccapacity displacementinccm hubraum cylindree cilindrada cilindrata pojemnosc pojemnoscskokowa capacitatecilindrica kubikaza enginecc ccm engineliters cylindervolume enginedisplacementinccm rawdisplacementinccm motorvolym slagvolum motorhacmi engine_capacity cc',
  power:
    'power enginepower horsepower powerhp hp ps powerinhp enginepowerhp leistung puissance puissancedin potencia potenza moc putere rawpowerinhp powercv vermogen effekt hestekrefter cv bhp motorgucu horses powerps',
  powerKw: 'powerkw kw rawpowerinkw powerinkw enginepowerkw kilowatt',
  color:
    'color colour bodycolor exteriorcolor bodycolour exteriorcolour farbe aussenfarbe couleur kolor culoare boja kleur farg colorname paint bodycolororiginal colore cor renk barva exteriorcolorname colorexterior vehiclecolor externalcolour',
  vin: 'vin vinnumber vehicleidentificationnumber vincode chassisnumber fin fahrgestellnummer vinid chassis serialnumber',
  condition:
    'condition itemcondition vehiclecondition offertype conditionname isnew stan zustand neworused usedornew state stanvozila newused vehiclestatus',
  description:
    'description body text fulldescription adtext descriptiontext beschreibung opis descriere popis content comments sellercomments vehicledescription htmldescription longdescription dealercomments',
  images:
    'images image photos photo pictures picture gallery imageurls photourls media medias photosurl imgs imagelist mediaitems imageurl photodata mainimage thumb thumbnail thumburl thumbnailurl primaryphoto primaryimage imagesrc pictureurls galleryimages photolist src',
  sellerName:
    'sellername dealername companyname contactname ownername username storename dealershipname dealer_name shopname',
  sellerPhone:
    'phone phonenumber phones telephone tel mobile mobilephone contactphone sellerphone phonenumbers formattednumber dealerphone callto telefon telefono telefoon phone1 telnumber contactnumber',
  sellerKind:
    'sellertype dealertype advertisertype ownertype accounttype isdealer isprivate usertype sellerkind advertiser sellercategory adtype isbusiness businesstype',
  status:
    'status adstatus listingstatus advertstatus availability isactive issold sold isreserved reserved isavailable islisted isarchived inactive isinactive saledstatus publishstatus',
  postedAt:
    'postedat createdat created publishedat publicationdate firstpublicationdate dateposted dateadded publishdate publisheddate listedat adddate createddate creationdate datepublished createdtime creationtime listingdate datecreated ondate insertedat updatedat',
  location:
    'location city town locality addresslocality cityname locationname place region addressregion citylabel municipality ville ort ciudad citta miasto oras grad plaats address dealercity',
  id: 'id adid listingid advertid offerid itemid vehicleid carid uuid autoid stockreference listid externalid classifiedid stocknumber sku identifier ad_id',
  url: 'url link href permalink adurl detailurl detailsurl listingurl canonicalurl linktoview weburl seourl pageurl detailpageurl shareurl vdpurl itemurl slug publicurl relativeurl offerurl viewurl vehicleurl',
}

const table = new Map<string, RawField>()
for (const [field, words] of Object.entries(keys)) {
  for (const word of words.split(' '))
    if (!table.has(word.toLowerCase())) table.set(word.toLowerCase(), field as RawField)
}

const mostKept = 5_000
const cache = new Map<string, RawField | null>()

/** A copy that does not hold on to the page that the text was cut out of. */
export const detached = (text: string): string => (text.length < 13 ? text : ` ${text}`.slice(1))

/** `vehicle_model-Date` → `vehiclemodeldate`; accents fall away. */
export function foldKey(key: string): string {
  const plain = /^[\w$.:-]*$/.test(key) ? key : key.normalize('NFKD').replace(/\p{M}/gu, '')
  return plain.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
}

/** What a JSON key, a microdata property or a data attribute is about; undefined if nothing of a car. */
export function keyField(key: string): RawField | undefined {
  const known = cache.get(key)
  if (known !== undefined) return known ?? undefined
  const field = table.get(foldKey(key))
  if (key.length < 60 && cache.size < mostKept) cache.set(detached(key), field ?? null)
  return field
}
