import { useTranslation } from 'react-i18next';
import { Chart } from '#web/ui/chart.tsx';

const hours = Array.from({ length: 12 }, (_, index) => `${String(index + 8).padStart(2, '0')}`);

export function Charts() {
  const { t } = useTranslation();
  const series = [
    { label: t('gallery:today'), values: [4, 9, 14, 22, 18, 25, 31, 28, 19, 12, 8, 3] },
    { label: t('gallery:yesterday'), values: [3, 7, 12, 15, 21, 19, 24, 26, 22, 14, 9, 5] },
  ];
  return (
    <div className="flex flex-col gap-6">
      <Chart title={t('gallery:perHour')} labels={hours} series={series} kind="bars" />
      <Chart title={t('gallery:perHour')} labels={hours} series={series} kind="lines" />
    </div>
  );
}
