/**
 * A body that plays the sender's header of Roundcube (elastic, larry, classic) and of Gmail, for an address that no
 * header has, with style that would lay it over the real one.
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
<p>Proszę potwierdzić zwrot.</p>
<p>Reply-To: Ofiara Uczciwa &lt;ofiara@uczciwa.example&gt;</p>
<form><input name="_from" value="ofiara@uczciwa.example"></form>
</body></html>`;
