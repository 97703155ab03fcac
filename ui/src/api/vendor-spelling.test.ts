import { describe, expect, it } from 'vitest';
import { vendorSpelling } from './vendor-spelling';

describe('a vendor', () => {
  it.each([
    ['Smartcloud AS', 'SmartCloud Regnskap', 'SmartCloud AS'],
    ['Tripletex AS', 'TripleTex Lønn', 'TripleTex AS'],
    ['Ebay Norge AS', 'eBay', 'eBay Norge AS'],
    ['Øystercloud Drift AS', 'Klient for ØysterCloud-brukere', 'ØysterCloud Drift AS'],
    ['24Sevenoffice AS', '24SevenOffice Regnskap', '24SevenOffice AS'],
  ])('%s whose system is «%s» is called %s', (name, seen, shown) => {
    expect(vendorSpelling(name, seen)).toBe(shown);
  });

  it('keeps its name where its texts show no spelling of their own', () => {
    for (const seen of ['Smartcloud Regnskap', 'SMARTCLOUD', 'smartcloud', 'Regnskap', null, '']) {
      expect(vendorSpelling('Smartcloud AS', seen)).toBe('Smartcloud AS');
    }
    expect(vendorSpelling('Smartcloud AS')).toBe('Smartcloud AS');
  });

  it('keeps a spelling that somebody chose', () => {
    expect(vendorSpelling('SmartCloud AS', 'sMartCloud')).toBe('SmartCloud AS');
  });

  it('is found in whole words only', () => {
    expect(vendorSpelling('Smart Cloud AS', 'SmartCloud')).toBe('Smart Cloud AS');
    expect(vendorSpelling('Smartcloudia AS', 'SmartCloud')).toBe('Smartcloudia AS');
  });

  it('never gets letters that pass for others', () => {
    // A small L between capitals reads as an I, and a large I between small letters as an L.
    for (const seen of ['VlSMA Lønn', 'VlSma Lønn'])
      expect(vendorSpelling('Vlsma AS', seen)).toBe('Vlsma AS');
    expect(vendorSpelling('Smartcioud AS', 'SmartcIoud Regnskap')).toBe('Smartcioud AS');
    expect(vendorSpelling('DLB AS', 'DlB Bank')).toBe('DLB AS');
  });

  it('has its other letters untouched, whatever is seen', () => {
    expect(vendorSpelling('Smаrtcloud AS', 'SmartCloud')).toBe('Smаrtcloud AS');
    expect(vendorSpelling('Smartcloud AS, avd. Molde', 'SmartCloud')).toBe('SmartCloud AS, avd. Molde');
  });
});
