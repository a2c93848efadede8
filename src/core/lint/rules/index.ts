import type { Rule, RuleDocs } from '../rule';
import * as acceptLanguage from './acceptLanguage';
import * as addressObject from './addressObject';
import * as bodyObject from './bodyObject';
import * as clientsReplaced from './clientsReplaced';
import * as cloudSupport from './cloudSupport';
import * as directiveType from './directiveType';
import * as duplicateClient from './duplicateClient';
import * as emailFormat from './emailFormat';
import * as emptyBody from './emptyBody';
import * as foreignSchema from './foreignSchema';
import * as headerInBody from './headerInBody';
import * as idInBody from './idInBody';
import * as ifMatch from './ifMatch';
import * as meetingId from './meetingId';
import * as meetingKind from './meetingKind';
import * as meetingLookup from './meetingLookup';
import * as nestedDirective from './nestedDirective';
import * as nullClients from './nullClients';
import * as odataType from './odataType';
import * as odataTypeHash from './odataTypeHash';
import * as pastedText from './pastedText';
import * as phoneFormat from './phoneFormat';
import * as placeholder from './placeholder';
import * as quotedBoolean from './quotedBoolean';
import * as responseAnnotation from './responseAnnotation';
import * as retired from './retired';
import * as retiredProperty from './retiredProperty';
import * as singleClient from './singleClient';
import * as smsCountry from './smsCountry';
import * as spentTag from './spentTag';
import * as swappedNameAddress from './swappedNameAddress';
import * as unknownDirective from './unknownDirective';
import * as unknownProperty from './unknownProperty';
import * as urlFormat from './urlFormat';
import * as userId from './userId';
import * as valueWrapper from './valueWrapper';
import * as wrongType from './wrongType';
import * as syntaxRules from './syntaxRules';

/** All rules. Those of one place report in this order. */
export const RULES: readonly Rule[] = [
  syntaxRules.emptyFile,
  syntaxRules.tooLarge,
  syntaxRules.tooDeep,
  syntaxRules.syntax,
  syntaxRules.duplicateKey,
  syntaxRules.comment,
  syntaxRules.trailingComma,
  pastedText.rule,
  bodyObject.rule,
  unknownDirective.rule,
  nestedDirective.rule,
  foreignSchema.rule,
  directiveType.rule,
  meetingId.rule,
  meetingKind.rule,
  meetingLookup.rule,
  userId.rule,
  acceptLanguage.rule,
  ifMatch.rule,
  spentTag.rule,
  headerInBody.rule,
  valueWrapper.rule,
  responseAnnotation.rule,
  unknownProperty.rule,
  wrongType.rule,
  singleClient.rule,
  addressObject.rule,
  odataType.rule,
  odataTypeHash.rule,
  quotedBoolean.rule,
  idInBody.rule,
  swappedNameAddress.rule,
  emailFormat.rule,
  phoneFormat.rule,
  smsCountry.rule,
  urlFormat.rule,
  duplicateClient.rule,
  clientsReplaced.rule,
  nullClients.rule,
  placeholder.rule,
  emptyBody.rule,
  cloudSupport.rule,
  retired.rule,
  retiredProperty.rule,
];

/** What docs/rules.md says of each, in the same order. Apart from the rules, so that bundles need not have it. */
export const RULE_DOCS: readonly RuleDocs[] = [
  syntaxRules.emptyFileDocs,
  syntaxRules.tooLargeDocs,
  syntaxRules.tooDeepDocs,
  syntaxRules.syntaxDocs,
  syntaxRules.duplicateKeyDocs,
  syntaxRules.commentDocs,
  syntaxRules.trailingCommaDocs,
  pastedText.docs,
  bodyObject.docs,
  unknownDirective.docs,
  nestedDirective.docs,
  foreignSchema.docs,
  directiveType.docs,
  meetingId.docs,
  meetingKind.docs,
  meetingLookup.docs,
  userId.docs,
  acceptLanguage.docs,
  ifMatch.docs,
  spentTag.docs,
  headerInBody.docs,
  valueWrapper.docs,
  responseAnnotation.docs,
  unknownProperty.docs,
  wrongType.docs,
  singleClient.docs,
  addressObject.docs,
  odataType.docs,
  odataTypeHash.docs,
  quotedBoolean.docs,
  idInBody.docs,
  swappedNameAddress.docs,
  emailFormat.docs,
  phoneFormat.docs,
  smsCountry.docs,
  urlFormat.docs,
  duplicateClient.docs,
  clientsReplaced.docs,
  nullClients.docs,
  placeholder.docs,
  emptyBody.docs,
  cloudSupport.docs,
  retired.docs,
  retiredProperty.docs,
];
