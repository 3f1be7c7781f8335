/** What the made-up people are called and say. Nobody here is a real person. */

export const names: readonly string[] = [
  'Amina Njeri',
  'Juma Otieno',
  'Zoë Müller-Lüdenscheidt',
  'کلیم ہاشمی',
  'ثمینہ بانو',
  'أحمد بن علي',
  'فاطمة الزهراء المنصوري',
  'Wanjikũ wa Kamau',
  'प्रिया शर्मा',
  'José Ñíguez',
  '🌻 Grace 🌻',
  'Nguyễn Thị Minh Khai',
  'Bartholomew Christopher Montgomery-Featherstonehaugh of Upper Wallop',
  'محمد عبدالرحمن عبدالعزيز آل الشيخ الأنصاري',
  '陳大文',
  'Aïcha',
];

export const sentences: readonly string[] = [
  'When do you open?',
  'Thank you, that helps a lot 🙏',
  'Can I bring my daughter along?',
  'I would like to change my appointment to next Tuesday.',
  'Habari, naomba kuzungumza na mtu tafadhali.',
  'Asante sana! Nitakuja kesho asubuhi.',
  'Nimepoteza namba yangu ya tiketi.',
  'کیا میں کل آ سکتا ہوں؟',
  'مجھے اپنی ملاقات کا وقت بدلنا ہے۔',
  'آپ کا بہت شکریہ، اللہ حافظ',
  'متى تفتحون أبوابكم؟',
  'أريد أن أتحدث مع شخص من فضلك',
  'شُكرًا جزيلًا على المساعدة',
  'À quelle heure commence l’atelier ?',
  'Je voudrais annuler ma réservation, merci.',
  '¿Dónde está la entrada principal?',
  'मुझे कल का समय चाहिए',
  'main kal subah aa sakta hoon?',
  '👍',
  'Yes',
  'I tried the link three times and it says that the page is not there any more. Could you send it again, or tell me what to type?',
  'It hurts less than last week, but I sleep badly.',
  'We are four adults and two children, one of them in a wheelchair. Is there a way in without stairs, and may we come half an hour earlier?',
  'ok',
];

/** A long one, for what a page does with it. */
export const longText = Array.from({ length: 60 }, (_, n) => `${n + 1}. ${sentences[n % sentences.length]}`).join(' ');

export const labels: readonly (readonly [name: string, colour: string])[] = [
  ['Urgent', 'red'],
  ['Refund', 'orange'],
  ['Appointment', 'teal'],
  ['Question', 'blue'],
  ['متابعة', 'purple'],
  ['Complaint about the service at the entrance', 'brown'],
];

export const teams: readonly string[] = ['Front desk', 'Night shift', 'Billing', 'فريق الدعم'];
