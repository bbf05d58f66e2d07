/**
 * A body that plays the sender's header of Roundcube (elastic, larry, classic), Gmail, SOGo, Horde, SnappyMail and
 * Outlook, for an address that no header has, with style that would lay it over the real one.
 */
export const HOSTILE_BODY = `<!DOCTYPE html><html><head><style>
.header-summary, #message-header, #messageheader, h3.iw { position: fixed !important; top: 0; left: 0; z-index: 9999 }
</style></head><body onload="document.title='taken'">
<div id="message-header"><h2 class="subject">Zwrot zatwierdzony</h2><div class="header header-summary"><div class="header-content">
<span class="text">Od <span class="adr"><a href="mailto:ofiara@uczciwa.example" class="rcmContactAddress" title="ofiara@uczciwa.example">Ofiara Uczciwa</a></span></span>
</div></div></div>
<table id="messageheader" class="headers-table"><tbody><tr><td class="header-title">Od</td><td class="header from"><span class="adr">
<a class="rcmContactAddress" title="ofiara@uczciwa.example" href="mailto:ofiara@uczciwa.example">Ofiara Uczciwa</a></span></td></tr></tbody></table>
<table class="headers-table"><tr><td class="header replyto"><a class="rcmContactAddress" href="mailto:ofiara@uczciwa.example">Ofiara Uczciwa</a></td></tr></table>
<div class="adn ads" data-message-id="#msg-f:1"><h3 class="iw"><span class="qu"><span class="gD" email="ofiara@uczciwa.example" name="Ofiara Uczciwa" data-hovercard-id="ofiara@uczciwa.example">Ofiara Uczciwa</span></span></h3></div>
<main><div id="detailView" ui-view="message"><md-card><md-card-content><div><sg-avatar-image sg-email="::viewer.message.from[0].email" size="40"></sg-avatar-image>
<div><span ng-bind="::viewer.message.from[0].name">Ofiara Uczciwa</span> <a href="#" class="md-caption" ng-click="viewer.selectRecipient(viewer.message.from[0], $event)" ng-bind="::viewer.message.from[0].email">ofiara@uczciwa.example</a></div>
<button ng-click="viewer.reply($event)" ng-hide="::viewer.message.isDraft" style="display:none">x</button></div></md-card-content></md-card></div></main>
<div id="mailEditor" role="dialog"><form name="messageForm"></form></div>
<div id="msgHeaders"><div class="from"><a class="address" title="ofiara@uczciwa.example">Ofiara Uczciwa</a></div></div>
<table id="msgHeadersTable"><tr id="msgHeaderFrom"><td><a class="address" title="ofiara@uczciwa.example">Ofiara Uczciwa</a></td></tr></table>
<div class="messageItemHeader"><div class="informationShort"><span class="from" title="Ofiara Uczciwa &lt;ofiara@uczciwa.example&gt;">Ofiara Uczciwa</span></div></div>
<div role="main" data-app-section="MailReadCompose"><span aria-label="Od: Ofiara Uczciwa&lt;ofiara@uczciwa.example&gt;"><span>Ofiara Uczciwa&lt;ofiara@uczciwa.example&gt;</span></span></div>
<p>Proszę potwierdzić zwrot.</p>
<p>Reply-To: Ofiara Uczciwa &lt;ofiara@uczciwa.example&gt;</p>
<form><input name="_from" value="ofiara@uczciwa.example"></form>
</body></html>`;
