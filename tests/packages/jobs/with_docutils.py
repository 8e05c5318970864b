# reStructuredText to HTML, LaTeX, man and XML, by two threads at once, and from a program.
# needs: python3-docutils
import io

from _together import in_two_threads
from docutils.core import publish_doctree, publish_parts, publish_string
from docutils.utils import SystemMessagePropagation

TEXT = """
Title
=====

:Author: Me
:Version: 1

A *paragraph* with ``code``, a link_, a footnote [1]_ and |sub|.

.. _link: https://example.org
.. [1] The note.
.. |sub| replace:: **replaced**

* one

  1. two
  2. three

=====  ====
a      b
=====  ====
1      2
=====  ====

.. code:: python

   def f(x): return x  # note

.. math:: \\alpha_i = \\frac{1}{2}

.. note:: Mind.

Broken `reference`_ and *emphasis
"""


def work(i):
    settings = {"warning_stream": io.StringIO(), "stylesheet_path": "", "embed_stylesheet": False, "generator": None, "datestamp": None, "_disable_config": True}
    html = publish_parts(TEXT, writer="html5", settings_overrides=settings)["body"]
    said = [html, settings["warning_stream"].getvalue()]
    for writer in "latex", "manpage", "pseudoxml", "xml":
        text = publish_string(TEXT, writer=writer, settings_overrides=settings | {"output_encoding": "unicode", "warning_stream": io.StringIO()})
        said.append(text if writer == "pseudoxml" else len(text))
    return said


one, two = in_two_threads(work)
for line in one:
    print(line)
print(one == two, [node.tagname for node in publish_doctree("*a*\n\nb", settings_overrides={"_disable_config": True})])

# expect: <p>A <em>paragraph</em> with <span class="docutils literal">code</span>, a <a class="reference external" href="https://example.org">link</a>, a footnote <a class="brackets" href="#footnote-1" id="footnote-reference-1" role="doc-noteref"><span class="fn-bracket">[</span>1<span class="fn-bracket">]</span></a> and <strong>replaced</strong>.</p>
# expect: <aside class="footnote-list brackets">
# expect: <aside class="footnote brackets" id="footnote-1" role="doc-footnote">
# expect: <span class="label"><span class="fn-bracket">[</span><a role="doc-backlink" href="#footnote-reference-1">1</a><span class="fn-bracket">]</span></span>
# expect: <p>The note.</p>
# expect: </aside>
# expect: </aside>
# expect: <ul class="simple">
# expect: <li><p>one</p>
# expect: <ol class="arabic simple">
# expect: <li><p>two</p></li>
# expect: <li><p>three</p></li>
# expect: </ol>
# expect: </li>
# expect: </ul>
# expect: <table>
# expect: <thead>
# expect: <tr><th class="head"><p>a</p></th>
# expect: <th class="head"><p>b</p></th>
# expect: </tr>
# expect: </thead>
# expect: <tbody>
# expect: <tr><td><p>1</p></td>
# expect: <td><p>2</p></td>
# expect: </tr>
# expect: </tbody>
# expect: </table>
# expect: <pre class="code python literal-block"><code><span class="keyword">def</span><span class="whitespace"> </span><span class="name function">f</span><span class="punctuation">(</span><span class="name">x</span><span class="punctuation">):</span> <span class="keyword">return</span> <span class="name">x</span>  <span class="comment single"># note</span></code></pre>
# expect: <div>
# expect: <math xmlns="http://www.w3.org/1998/Math/MathML" display="block">
# expect:   <msub>
# expect:     <mi>α</mi>
# expect:     <mi>i</mi>
# expect:   </msub>
# expect:   <mo>=</mo>
# expect:   <mfrac>
# expect:     <mn>1</mn>
# expect:     <mn>2</mn>
# expect:   </mfrac>
# expect: </math>
# expect: </div>
# expect: <aside class="admonition note">
# expect: <p class="admonition-title">Note</p>
# expect: <p>Mind.</p>
# expect: </aside>
# expect: <p>Broken <a href="#system-message-2"><span class="problematic" id="problematic-2">`reference`_</span></a> and <a href="#system-message-1"><span class="problematic" id="problematic-1">*</span></a>emphasis</p>
# expect: <aside class="system-message" id="system-message-1">
# expect: <p class="system-message-title">System Message: WARNING/2 (<span class="docutils literal">&lt;string&gt;</span>, line 33); <em><a href="#problematic-1">backlink</a></em></p>
# expect: <p>Inline emphasis start-string without end-string.</p>
# expect: </aside>
# expect: <section class="system-messages">
# expect: <h2>Docutils System Messages</h2>
# expect: <aside class="system-message" id="system-message-2">
# expect: <p class="system-message-title">System Message: ERROR/3 (<span class="docutils literal">&lt;string&gt;</span>, line 33); <em><a href="#problematic-2">backlink</a></em></p>
# expect: <p>Unknown target name: &quot;reference&quot;.</p>
# expect: </aside>
# expect: </section>
# expect:
# expect: <string>:33: (WARNING/2) Inline emphasis start-string without end-string.
# expect: <string>:33: (ERROR/3) Unknown target name: "reference".
# expect:
# expect: 5310
# expect: 1607
# expect: <document ids="title" names="title" source="<string>" title="Title">
# expect:     <title>
# expect:         Title
# expect:     <docinfo>
# expect:         <author>
# expect:             Me
# expect:         <version>
# expect:             1
# expect:     <paragraph>
# expect:         A 
# expect:         <emphasis>
# expect:             paragraph
# expect:          with 
# expect:         <literal>
# expect:             code
# expect:         , a 
# expect:         <reference name="link" refuri="https://example.org">
# expect:             link
# expect:         , a footnote 
# expect:         <footnote_reference ids="footnote-reference-1" refid="footnote-1">
# expect:             1
# expect:          and 
# expect:         <strong>
# expect:             replaced
# expect:         .
# expect:     <target ids="link" names="link" refuri="https://example.org">
# expect:     <footnote backrefs="footnote-reference-1" ids="footnote-1" names="1">
# expect:         <label>
# expect:             1
# expect:         <paragraph>
# expect:             The note.
# expect:     <substitution_definition names="sub">
# expect:         <strong>
# expect:             replaced
# expect:     <bullet_list bullet="*">
# expect:         <list_item>
# expect:             <paragraph>
# expect:                 one
# expect:             <enumerated_list enumtype="arabic" prefix="" suffix=".">
# expect:                 <list_item>
# expect:                     <paragraph>
# expect:                         two
# expect:                 <list_item>
# expect:                     <paragraph>
# expect:                         three
# expect:     <table>
# expect:         <tgroup cols="2">
# expect:             <colspec colwidth="5">
# expect:             <colspec colwidth="4">
# expect:             <thead>
# expect:                 <row>
# expect:                     <entry>
# expect:                         <paragraph>
# expect:                             a
# expect:                     <entry>
# expect:                         <paragraph>
# expect:                             b
# expect:             <tbody>
# expect:                 <row>
# expect:                     <entry>
# expect:                         <paragraph>
# expect:                             1
# expect:                     <entry>
# expect:                         <paragraph>
# expect:                             2
# expect:     <literal_block classes="code python" xml:space="preserve">
# expect:         <inline classes="keyword">
# expect:             def
# expect:         <inline classes="whitespace">
# expect:              
# expect:         <inline classes="name function">
# expect:             f
# expect:         <inline classes="punctuation">
# expect:             (
# expect:         <inline classes="name">
# expect:             x
# expect:         <inline classes="punctuation">
# expect:             ):
# expect:          
# expect:         <inline classes="keyword">
# expect:             return
# expect:          
# expect:         <inline classes="name">
# expect:             x
# expect:           
# expect:         <inline classes="comment single">
# expect:             # note
# expect:     <math_block xml:space="preserve">
# expect:         \alpha_i = \frac{1}{2}
# expect:     <note>
# expect:         <paragraph>
# expect:             Mind.
# expect:     <paragraph>
# expect:         Broken 
# expect:         <problematic ids="problematic-2" refid="system-message-2">
# expect:             `reference`_
# expect:          and 
# expect:         <problematic ids="problematic-1" refid="system-message-1">
# expect:             *
# expect:         emphasis
# expect:     <system_message backrefs="problematic-1" ids="system-message-1" level="2" line="33" source="<string>" type="WARNING">
# expect:         <paragraph>
# expect:             Inline emphasis start-string without end-string.
# expect:     <section classes="system-messages">
# expect:         <title>
# expect:             Docutils System Messages
# expect:         <system_message backrefs="problematic-2" ids="system-message-2" level="3" line="33" source="<string>" type="ERROR">
# expect:             <paragraph>
# expect:                 Unknown target name: "reference".
# expect:
# expect: 2748
# expect: True ['paragraph', 'paragraph']
