import { type Route, route } from './screen.ts';

/** Every page. The first that fits is taken; a path that fits none is the not-found page. */
export const routes: readonly Route[] = [
  route('/', 'picture/PictureScreen.tsx', () =>
    import('./picture/PictureScreen.tsx').then((file) => file.pictureScreen),
  ),
  route('/metrics/:id', 'metric/MetricScreen.tsx', () =>
    import('./metric/MetricScreen.tsx').then((file) => file.metricScreen),
  ),
  route('/metrics/:id/correct', 'correct/CorrectScreen.tsx', () =>
    import('./correct/CorrectScreen.tsx').then((file) => file.correctScreen),
  ),
  route('/meetings', 'meeting/MeetingsScreen.tsx', () =>
    import('./meeting/MeetingsScreen.tsx').then((file) => file.meetingsScreen),
  ),
  route('/meetings/:date', 'meeting/MeetingScreen.tsx', () =>
    import('./meeting/MeetingScreen.tsx').then((file) => file.meetingScreen),
  ),
  route('/present/:date', 'present/PresentScreen.tsx', () =>
    import('./present/PresentScreen.tsx').then((file) => file.presentScreen),
  ),
  route('/screen', 'present/ScreenScreen.tsx', () =>
    import('./present/ScreenScreen.tsx').then((file) => file.enterScreen),
  ),
  route('/screen/:code', 'present/ScreenScreen.tsx', () =>
    import('./present/ScreenScreen.tsx').then((file) => file.screenScreen),
  ),
  route('/meetings/:date/brief', 'brief/BriefScreen.tsx', () =>
    import('./brief/BriefScreen.tsx').then((file) => file.briefScreen),
  ),
  route('/meetings/:date/brief/private', 'brief/PrivateBriefScreen.tsx', () =>
    import('./brief/PrivateBriefScreen.tsx').then((file) => file.privateBriefScreen),
  ),
  route('/requests', 'request/RequestsScreen.tsx', () =>
    import('./request/RequestsScreen.tsx').then((file) => file.requestsScreen),
  ),
  route('/requests/:state', 'request/RequestsScreen.tsx', () =>
    import('./request/RequestsScreen.tsx').then((file) => file.requestsScreen),
  ),
  route('/documents', 'document/DocumentsScreen.tsx', () =>
    import('./document/DocumentsScreen.tsx').then((file) => file.documentsScreen),
  ),
  route('/documents/:id', 'document/DocumentScreen.tsx', () =>
    import('./document/DocumentScreen.tsx').then((file) => file.documentScreen),
  ),
  route('/discrepancies', 'discrepancy/DiscrepanciesScreen.tsx', () =>
    import('./discrepancy/DiscrepanciesScreen.tsx').then((file) => file.discrepanciesScreen),
  ),
  route('/glossary', 'glossary/GlossaryScreen.tsx', () =>
    import('./glossary/GlossaryScreen.tsx').then((file) => file.glossaryScreen),
  ),
  route('/find', 'find/FindScreen.tsx', () =>
    import('./find/FindScreen.tsx').then((file) => file.findScreen),
  ),
  route('/api', 'apiGuide/ApiScreen.tsx', () =>
    import('./apiGuide/ApiScreen.tsx').then((file) => file.apiScreen),
  ),
  route('/sign-in', 'signIn/SignInScreen.tsx', () =>
    import('./signIn/SignInScreen.tsx').then((file) => file.signInScreen),
  ),
  route('/account', 'signIn/AccountScreen.tsx', () =>
    import('./signIn/AccountScreen.tsx').then((file) => file.accountScreen),
  ),
  route('/notes', 'note/NotesScreen.tsx', () =>
    import('./note/NotesScreen.tsx').then((file) => file.notesScreen),
  ),
  route('/people', 'people/PeopleScreen.tsx', () =>
    import('./people/PeopleScreen.tsx').then((file) => file.peopleScreen),
  ),
  route('/returns', 'return/ReturnsScreen.tsx', () =>
    import('./return/ReturnsScreen.tsx').then((file) => file.returnsScreen),
  ),
  route('/returns/:id', 'return/ReturnScreen.tsx', () =>
    import('./return/ReturnScreen.tsx').then((file) => file.returnScreen),
  ),
  route('/returns/:id/paste', 'return/PasteScreen.tsx', () =>
    import('./return/PasteScreen.tsx').then((file) => file.pasteScreen),
  ),
  route('/work-programme', 'workProgramme/WorkProgrammeScreen.tsx', () =>
    import('./workProgramme/WorkProgrammeScreen.tsx').then((file) => file.workProgrammeScreen),
  ),
  route('/record/:date', 'recording/RecordScreen.tsx', () =>
    import('./recording/RecordScreen.tsx').then((file) => file.recordScreen),
  ),
  route('/decisions/:kind/:id', 'recording/DecisionScreen.tsx', () =>
    import('./recording/DecisionScreen.tsx').then((file) => file.decisionScreen),
  ),
  route('/papers', 'papers/PapersScreen.tsx', () =>
    import('./papers/PapersScreen.tsx').then((file) => file.papersScreen),
  ),
  route('/papers/:date', 'papers/AgendaScreen.tsx', () =>
    import('./papers/AgendaScreen.tsx').then((file) => file.agendaScreen),
  ),
  route('/approvals', 'approval/ApprovalsScreen.tsx', () =>
    import('./approval/ApprovalsScreen.tsx').then((file) => file.approvalsScreen),
  ),
  route('/approvals/:id', 'approval/ProofScreen.tsx', () =>
    import('./approval/ProofScreen.tsx').then((file) => file.proofScreen),
  ),
  route('/registry', 'registry/RegistryScreen.tsx', () =>
    import('./registry/RegistryScreen.tsx').then((file) => file.registryScreen),
  ),
  route('/registry/:id', 'registry/DefinitionScreen.tsx', () =>
    import('./registry/DefinitionScreen.tsx').then((file) => file.definitionScreen),
  ),
  route('/import', 'import/ImportScreen.tsx', () =>
    import('./import/ImportScreen.tsx').then((file) => file.importScreen),
  ),
  route('/accessibility', 'accessibility/AccessibilityScreen.tsx', () =>
    import('./accessibility/AccessibilityScreen.tsx').then((file) => file.accessibilityScreen),
  ),
];
