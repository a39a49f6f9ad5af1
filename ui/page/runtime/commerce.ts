/** What destination `ga4` does with what is known of products and the cart, in plans that tell of it. */
import { googleParameters } from '../shared/google';
import { $ } from './core';

$.commerce_ = googleParameters;
